# frozen_string_literal: true

module Hotframe
  # The rows that hold an app's files: path and content, wherever the model keeps them.
  class AppFiles
    # How a model keeps its files.
    Mapping = Struct.new(:association, :path, :content, :attachment, keyword_init: true)

    # @param model [Class] the app's model
    # @return [Mapping] what `has_preview_files` said, or the defaults
    # @example
    #   Hotframe::AppFiles.mapping(App).association # => :app_files
    def self.mapping(model)
      said = model.hotframe_files if model.respond_to?(:hotframe_files)
      said || Mapping.new(association: Hotframe.config.files, path: :path, content: :content)
    end

    # @param app [Object] the app's record
    # @example
    #   Hotframe::AppFiles.new(app).to_h # => {"index.html" => "<!doctype html>..."}
    def initialize(app)
      @app = app
      @mapping = self.class.mapping(app.class)
      PreviewFile.watch(app.class)
    end

    # @return [Mapping]
    attr_reader :mapping

    # @return [Enumerable] the records
    # @example
    #   Hotframe::AppFiles.new(app).records.count
    def records = @app.public_send(mapping.association)

    # @return [Hash{String => String}] path => content of every file
    # @example
    #   Hotframe::Session.new(Hotframe::AppFiles.new(app).to_h, compiler:, app: app.id)
    def to_h
      relation? ? contents(records) : records.to_h { |file| row(file) }
    end

    # @return [Hash{Object => Object}, nil] a mark for each row that differs when the row does; nil when rows have no `updated_at`
    # @example
    #   Hotframe::AppFiles.new(app).marks # => {1 => ["2026-09-01 09:00:00.123456", "index.html"]}
    def marks
      return unless relation? && model.column_names.include?("updated_at")

      query = records.reorder(nil).select(model.primary_key, :updated_at, mapping.path)
      model.connection.select_rows(query.to_sql).to_h { |id, at, path| [id, [at, path]] }
    end

    # What brings a session from one set of marks to another.
    #
    # @return [Hash{String => String, nil}] path => content, or nil when the file is gone
    # @example
    #   session.update(Hotframe::AppFiles.new(app).changes(before, after))
    def changes(before, after)
      gone = before.each_value.map(&:last) - after.each_value.map(&:last)
      ids = after.reject { |id, mark| before[id] == mark }.keys
      gone.to_h { |path| [path, nil] }.merge(contents(records.where(model.primary_key => ids)))
    end

    # @param path [String]
    # @return [Object, nil] the file's record
    # @example
    #   Hotframe::AppFiles.new(app).find("src/App.tsx")
    def find(path) = relation? ? records.find_by(mapping.path => path) : records.find { |file| file.public_send(mapping.path) == path }

    # @param path [String]
    # @param text [String, nil] nil deletes the file
    # @example
    #   Hotframe::AppFiles.new(app).write("src/App.tsx", "export default () => null")
    def write(path, text)
      file = find(path)
      return file&.destroy! if text.nil?

      file ||= records.build(mapping.path => path)
      file.public_send("#{mapping.content}=", for_column(text))
      file.save!
    end

    # @param from [String]
    # @param to [String]
    # @example
    #   Hotframe::AppFiles.new(app).rename("src/a.ts", "src/b.ts")
    def rename(from, to) = find(from).update!(mapping.path => to)

    # @return [String] the file's bytes: its column, or its attachment when the column is empty
    # @example
    #   Hotframe::AppFiles.new(app).content(file)
    def content(file)
      text = file.public_send(mapping.content) if mapping.content
      return text if text.present? || mapping.attachment.nil?

      attached = file.public_send(mapping.attachment)
      attached.attached? ? attached.download : text.to_s
    end

    private

    def contents(rows)
      return rows.public_send("with_attached_#{mapping.attachment}").to_h { |file| row(file) } if mapping.attachment

      rows.pluck(mapping.path, mapping.content).to_h.transform_values { |content| content || "" }
    end

    def row(file) = [file.public_send(mapping.path), content(file)]

    def relation? = records.respond_to?(:klass) && records.respond_to?(:pluck)

    def model = records.klass

    # A binary column takes bytes; a text column takes text.
    def for_column(text) = model.type_for_attribute(mapping.content.to_s).type == :binary ? text.b : text.dup.force_encoding(Encoding::UTF_8)
  end
end
