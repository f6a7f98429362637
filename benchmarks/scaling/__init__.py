"""The steps of `scale.py`: each sets up its work, runs it beside others, and checks the answers."""
