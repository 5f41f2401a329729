"""Terms: found in a memory, looked up with evidence, and checked."""
