# frozen_string_literal: true

require "digest"

module Hotframe
  class GitSync
    # Trees as git has them: path => [mode, id of the content].
    module Tree
      FILE = "100644"
      # What is to be done, and what two have changed.
      Plan = Struct.new(:changes, :conflicts, keyword_init: true)

      class << self
        # @param files [Hash{String => String}]
        # @return [Hash{String => Array(String, String)}]
        # @example
        #   Hotframe::GitSync::Tree.of("a" => "") # => {"a" => ["100644", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"]}
        def of(files) = files.transform_values { |content| [FILE, Digest::SHA1.hexdigest("blob #{content.bytesize}\0".b + content.b)] }

        # Paths that git itself reads, on any file system, and those that a hosting service runs.
        #
        # @return [Boolean]
        def allowed?(path, workflows: false)
          return false if path.bytesize > 1000 || !path.valid_encoding? || path.match?(/[\0-\x1f\x7f\\:]/)

          parts = path.split("/", -1)
          return false if parts.any? { |part| special?(part) }

          workflows || !parts.first.casecmp?(".github")
        end

        # What brings theirs to ours without undoing what only they did.
        #
        # @param before [Hash] what ours was made from
        # @return [Plan] `changes`: path => our entry, or nil to delete
        def plan(before:, theirs:, ours:)
          changes = {}
          conflicts = []
          (before.keys | theirs.keys | ours.keys).each do |path|
            our = ours[path]
            next if same?(theirs[path], our) || same?(before[path], our)

            same?(before[path], theirs[path]) ? changes[path] = our : conflicts << path
          end
          Plan.new(changes:, conflicts: conflicts.sort)
        end

        # @return [Hash] path => entry, or nil to delete
        def difference(from, to, delete: true)
          changed = to.reject { |path, entry| same?(from[path], entry) }
          delete ? changed.merge((from.keys - to.keys).to_h { |path| [path, nil] }) : changed
        end

        private

        # Some file systems leave out letters that nobody sees, and Windows calls a folder `git~1`.
        def special?(part)
          return true if ["", ".", "..", ".gitmodules"].include?(part.downcase)

          part.match?(/\A(?:\.git|git~\d+)[. ]*\z/i) || part.match?(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/)
        end

        # A file that somebody made executable holds the same.
        def same?(one, other) = one.nil? || other.nil? ? one.equal?(other) : one.last == other.last
      end
    end
  end
end
