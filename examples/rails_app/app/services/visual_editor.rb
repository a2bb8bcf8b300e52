# frozen_string_literal: true

# The visual editor's page of one app: Puck with the library's components and those that the app registered, compiled as the app itself is and
# shown on an origin of its own, since a registered component is a stranger's code. It is live as a preview is: a component that is edited or
# registered while the page is open is there without a reload.
module VisualEditor
  ROOT = Rails.root.join("visual")
  STYLES = %w[src/index.css src/main.css src/styles.css src/globals.css src/App.css].freeze
  # Sessions that are kept; another app's starts again from its rows.
  LIMIT = 50
  LOCK = Mutex.new
  Slot = Struct.new(:lock, :session)
  private_constant :ROOT, :STYLES, :LIMIT, :LOCK, :Slot

  class << self
    # Yields the app's session, brought up to date with the rows.
    #
    # @param app [App]
    # @yield [Hotframe::Session]
    def read(app)
      slot = slot(app.id)
      slot.lock.synchronize do
        files = files(app)
        slot.session ? slot.session.replace(files) : slot.session = Hotframe::Session.new(files, compiler: Hotframe::Compilers.for("/"), app: app.id)
        yield slot.session
      end
    end

    # @param editor [String] the origin of the editor's page, the only one that the frame talks to
    # @return [String] the page
    def page(app, editor:, nonce:)
      html = ROOT.join("index.html").read.sub('name="app" content=""') { %(name="app" content="#{app.id}") }
      html = html.sub('name="editor-origin" content=""') { %(name="editor-origin" content="#{ERB::Util.h(editor)}") }
      read(app) { |session| session.page(nonce:, transport: { kind: "parent", origin: editor }, badge: false, html:) }
    end

    # What the app's code says, for the editor to start from.
    #
    # @return [Hash{Symbol => Object}] `:data` (nil when the page holds code that no document can hold), `:seen`, `:problems`
    def document(app)
      reading = Hotframe::Puck.read(app.preview_files)
      { data: reading.data, seen: reading.seen, problems: reading.diagnostics.map(&:to_s) }
    rescue Hotframe::NotFoundError
      { data: { root: { props: {} }, content: [] }, seen: nil, problems: [] }
    end

    # Builds Puck and the other packages before somebody waits for them.
    def warm_up
      app = App.joins(:app_components).first
      page(app, editor: "http://localhost", nonce: nil) if app
    end

    # Drops all sessions.
    def clear = LOCK.synchronize { @slots = nil }

    private

    def slot(id)
      LOCK.synchronize do
        slots = (@slots ||= {})
        slot = slots.delete(id) || Slot.new(Monitor.new)
        slots.shift if slots.size >= LIMIT
        slots[id] = slot
      end
    end

    # The app's files; below them the library, so that its whole sidebar is there before anything is used; above them the page.
    def files(app)
      own = app.preview_files
      service = Hotframe::PuckToReactService.new(app)
      library = Hotframe::Puck.convert({ content: [] }, schema: service.schema, existing: own, config: true).files
      styles = STYLES.select { |path| own.key?(path) }.map { |path| "import \"../#{path}\";\n" }
      library.merge(own, library.slice("src/puck/puck.config.tsx"), shell, "__visual/main.ts" => <<~TS)
        import config from "../src/puck/puck.config";
        #{styles.join}import { show } from "./show";

        show(config);
        import.meta.hot?.accept();
      TS
    end

    def shell
      sources = ROOT.glob("src/*.{ts,tsx}").to_h { |file| ["__visual/#{file.basename}", file.binread] }
      sources.merge("index.html" => ROOT.join("index.html").binread)
    end
  end
end
