"""Pictures of cards: SVG of our own drawing, and PNG of it. No browser, no request to another host."""
