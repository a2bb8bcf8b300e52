# frozen_string_literal: true

require "rails_helper"
require "open3"

class CompressionTest < ActiveSupport::TestCase
  TEXT = Hotframe::Asset.new("text/javascript", "const text = 1;\n" * 200, true)

  # Debian has no package of the gem: Node's Brotli stands in, with the gem's signature.
  module NodeBrotli
    def self.deflate(body, quality:)
      CompressionTest.node("brotliCompressSync(input, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: #{quality} } })", body)
    end
  end

  def self.node(call, input)
    script = "const zlib = require('zlib'); const input = require('fs').readFileSync(0); process.stdout.write(zlib.#{call})"
    Open3.capture2("node", "-e", script, stdin_data: input, binmode: true).first
  end

  test "gzip unless the brotli gem is there" do
    encoding, body = Hotframe::Compression.of(TEXT, "gzip, deflate, br")
    assert_equal ["gzip", TEXT.body], [encoding, ActiveSupport::Gzip.decompress(body)]
  end

  test "brotli with the gem, for browsers that take it" do
    stub_brotli do
      encoding, body = Hotframe::Compression.of(TEXT, "gzip, deflate, br")
      assert_equal "br", encoding
      assert_operator body.bytesize, :<, 200
      assert_equal TEXT.body, CompressionTest.node("brotliDecompressSync(input)", body)
      assert_equal "gzip", Hotframe::Compression.of(TEXT, "gzip, br;q=0").first
      assert_equal "gzip", Hotframe::Compression.of(TEXT, "gzip").first
    end
  end

  test "nothing for who asks for nothing, for small files and for images" do
    [nil, "", "identity", "gzip;q=0"].each { |accepted| assert_equal [nil, TEXT.body], Hotframe::Compression.of(TEXT, accepted) }
    assert_nil Hotframe::Compression.of(Hotframe::Asset.new("text/css", "a {}", true), "gzip").first
    assert_nil Hotframe::Compression.of(Hotframe::Asset.new("image/png", "x" * 5_000, true), "gzip").first
  end

  private

  def stub_brotli
    Object.const_set(:Brotli, NodeBrotli)
    yield
  ensure
    Object.send(:remove_const, :Brotli)
  end
end
