# frozen_string_literal: true

module EdgeMock
  # All that was uploaded.
  class Store
    # A version of a script. `modules`: name => part; `assets`: path => hash.
    Script = Struct.new(:name, :id, :metadata, :modules, :assets, :asset_config, :secrets, :tags, :kind, keyword_init: true) do
      # @return [Hash] name => text of its plain variables and secrets
      def texts
        plain = metadata["bindings"].select { |row| row["type"] == "plain_text" }.to_h { |row| [row["name"], row["text"]] }
        plain.merge(secrets)
      end
    end

    # A content that was uploaded, with the type it is served with.
    Blob = Struct.new(:content, :content_type, keyword_init: true)

    attr_reader :namespaces, :workers, :blobs, :values, :domains, :routes, :purges

    def initialize(namespaces: [])
      @lock = Monitor.new
      @namespaces = namespaces.to_h { |name| [name, {}] }
      @workers = {}
      @blobs = {}
      @values = Hash.new { |all, key| all[key] = {} }
      @domains = {}
      @routes = {}
      @purges = []
    end

    def clear
      synchronize { [@namespaces, @workers, @blobs, @values, @domains, @routes, @purges].each(&:clear) }
    end

    def synchronize(&) = @lock.synchronize(&)

    # @return [Script, nil] in whatever place it is
    def script(name) = synchronize { @namespaces.each_value.filter_map { |scripts| scripts[name] }.first }

    # @return [Script, nil] by the id of its version
    def version(id) = synchronize { [*@namespaces.each_value.flat_map(&:values), *@workers.each_value].find { |script| script.id == id } }
  end
end
