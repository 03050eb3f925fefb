"""A later document laid over a register: matched, compared, added; what stands is never changed."""
