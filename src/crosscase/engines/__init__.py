"""Programs that propose. Plain values in, plain values out; a coder decides."""
