window.TRAILHEAD = { center: [260, 400], season: 'summer' };
