"""How wide a text is, how many lines it takes, how high its row is, where a page breaks. Pure arithmetic.

Chinese text is a grid: a full-width character is one em wide, so all of this can be computed without a font
file. Lengths are in points unless a name says otherwise.
"""
