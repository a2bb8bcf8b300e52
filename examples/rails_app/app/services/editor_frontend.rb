# frozen_string_literal: true

# The editor page's own TypeScript, compiled by the same gem that compiles the apps.
module EditorFrontend
  ROOT = Rails.root.join("editor")
  LOCK = Mutex.new
  private_constant :LOCK

  class << self
    # @param html [String] the page, with a module script for /src/main.ts
    def page(html, nonce:)
      session.page(nonce:, transport: { kind: "none" }, html:)
    rescue Hotframe::InternalError, Hotframe::PoisonedError
      # A bug of ours costs one page. The next one has a new session.
      LOCK.synchronize { @current = nil }
      raise
    end

    # @return [Hotframe::Asset, nil]
    def asset(path) = current.asset(path)

    # Builds the npm packages before the first visitor needs them.
    def warm_up = page(ROOT.join("index.html").read, nonce: nil)

    private

    # Read again for each page, so that an edit of these files needs no restart. What did not change is not compiled again.
    def session = current.tap { |session| session.replace(sources) }

    def current = LOCK.synchronize { @current ||= Hotframe::Session.new(sources, compiler: Hotframe::Compilers.for("/editor/"), app: "editor") }

    def sources
      ROOT.glob("{index.html,tsconfig.json,src/**/*}").select(&:file?).to_h { |file| [file.relative_path_from(ROOT).to_s, file.binread] }
    end
  end
end
