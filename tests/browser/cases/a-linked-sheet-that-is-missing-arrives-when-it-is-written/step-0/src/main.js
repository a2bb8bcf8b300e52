window.started = true;
