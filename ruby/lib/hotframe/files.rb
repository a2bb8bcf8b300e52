# frozen_string_literal: true

module Hotframe
  # Paths and contents on their way to the core, checked so that a wrong argument is named.
  #
  # @api private
  module Files
    # @return [Array<String, nil>] path, content, path, content, ...
    def self.flatten(files, deletions: false)
      raise TypeError, "expected files as a Hash or as pairs, got #{files.class}" unless files.respond_to?(:flat_map)

      files.flat_map { |path, content| [path(path), content(path, content, deletions)] }
    end

    def self.path(path)
      path.is_a?(String) ? path : raise(TypeError, "expected a path as a String, got #{path.inspect}")
    end

    def self.content(path, content, deletions)
      return content if content.is_a?(String) || (deletions && content.nil?)

      raise TypeError, "expected the content of #{path} as a String, got #{content.class}"
    end

    private_class_method :path, :content
  end
end
