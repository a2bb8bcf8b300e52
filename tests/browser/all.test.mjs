// Everything that must be true in a real browser, against the real Rails app. One case alone: make browser CASE='part of its name'
import "./cases/state.mjs";
import "./cases/styles.mjs";
import "./cases/reload.mjs";
import "./cases/errors.mjs";
import "./cases/tabs.mjs";
import "./cases/access.mjs";
import "./cases/restart.mjs";
import "./cases/lazy.mjs";
import "./cases/files.mjs";
import "./cases/typing.mjs";
