# frozen_string_literal: true

# Loads the gem, or says what to do: a fresh checkout has no native part yet.
begin
  require "hotframe"
rescue LoadError => e
  abort <<~MESSAGE
    The demo needs Hotframe's native part, which is not built yet.
    Run `make build` in the repository's root, then start the demo again.

    #{e.message}
  MESSAGE
end
