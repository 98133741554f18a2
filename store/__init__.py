"""An index generation: catalogue, vectors and lexical index behind one small interface."""
