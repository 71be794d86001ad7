"""The kit of the house: pages, blocks, components, background work. Knows nothing of WKS or municipalities."""
