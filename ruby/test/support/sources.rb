# frozen_string_literal: true

# Small apps and large files for the tests.
module Sources
  INDEX = %(<!doctype html><html><head><title>app</title></head><body><div id="root"></div><script type="module" src="/src/main.ts"></script></body></html>)
  PIXEL = "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR\xFF\xFE".b.freeze

  module_function

  def app(text: "hello")
    {
      "index.html" => INDEX,
      "src/main.ts" => %(import "./app.css"; import { text } from "./text"; document.body.append(text);\n),
      "src/text.ts" => text_file(text),
      "src/app.css" => "body { color: red }\n",
      "public/pixel.png" => PIXEL
    }
  end

  def text_file(text) = "export const text: string = #{text.to_json};\n"

  # A component file that takes long to compile; equal seeds give equal files.
  def large(seed, functions: 7_000)
    body = (1..functions).map do |n|
      "export function C#{n}({ a, b }: { a: string; b?: number }) { return <div title={a} key={b ?? #{n}}>{`#{seed} ${a} #{n}`}</div>; }"
    end
    body.join("\n")
  end
end
