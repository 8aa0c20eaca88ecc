"""One GET over HTTP: guarded, bounded, polite."""
