"""Loading one file: read in chunks, compared, written by COPY."""
