# frozen_string_literal: true

# A component that an app offers to its visual editor. Its code is a file of the app.
class AppComponent < ApplicationRecord
  belongs_to :app

  validates :name, format: { with: /\A[A-Z][A-Za-z0-9]{0,59}\z/, message: "must be a component's name, such as PriceTable" }
  validate :fields_are_fields

  after_commit :tell_editors

  # Writes row and file, or neither.
  #
  # @param fields [Hash] Puck's fields
  # @param source [String] a module with an export of that name
  # @return [AppComponent]
  def self.register(app, name:, fields:, source:, default_props: {})
    transaction do
      component = app.app_components.find_or_initialize_by(name:)
      component.update!(component_type: "ai", fields:, default_props:)
      raise Hotframe::Error, component.problems(source).join("\n") if component.problems(source).any?

      file = app.files.find_or_initialize_by(path: component.source_path)
      file.update!(content: source)
      component
    end
  end

  def source_path = "src/components/#{name}.tsx"

  # @return [Array<String>] what is wrong with a source
  def problems(source) = Hotframe::Compilers.for("/").transform(source_path, source).diagnostics.select(&:error?).map(&:to_s)

  private

  # File lists have its file, and open visual editors offer it at once.
  def tell_editors
    announcer = Hotframe::Announcer.new(app)
    announcer.say_to_editors(type: "file_saved", path: source_path, seq: nil, editor: nil)
    announcer.say_to_editors(type: "components_changed")
  end

  # The converter is the judge of schemas.
  def fields_are_fields
    Hotframe::Puck.convert({ content: [] }, schema: { components: { name => { fields:, module: source_path } } }) if errors.empty?
  rescue Hotframe::Error => e
    errors.add(:fields, e.message)
  end
end
