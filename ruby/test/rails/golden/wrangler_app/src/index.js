import files from "./files.txt"; export default { fetch: (request, env) => env.ASSETS.fetch(request) };
