"""Page in, file out: Word and Excel."""
