"""Who speaks when: vectors of voices, gathered into speakers."""
