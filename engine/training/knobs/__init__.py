"""The knobs of the network and of its training, by what they are about."""
