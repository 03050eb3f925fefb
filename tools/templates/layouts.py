def write_layouts(path): pass
