# frozen_string_literal: true

require_relative "support/dummy"
require "rails/test_help"
require_relative "../support/sources"
require_relative "../support/waiting"

module ActiveSupport
  class TestCase
    self.use_transactional_tests = true

    setup do
      Hotframe.config.cache.clear
      Hotframe::OutsideEdits.clear
      @project = new_project
    end
    teardown { Hotframe.sessions.clear }

    attr_reader :project

    def new_project(owner: "ada", files: Sources.app)
      project = Project.create!(owner:)
      files.each { |path, content| add_file(project, path, content) }
      project
    end

    # Images are attachments, as a text column could not hold them.
    def add_file(project, path, content)
      file = project.app_files.create!(path:, content: path.end_with?(".png") ? nil : content)
      file.upload.attach(io: StringIO.new(content), filename: File.basename(path)) if path.end_with?(".png")
    end

    def with_config(**values)
      before = values.to_h { |name, _| [name, Hotframe.config.public_send(name)] }
      values.each { |name, value| Hotframe.config.public_send("#{name}=", value) }
      Hotframe::Compilers.reset
      Hotframe.sessions.clear
      yield
    ensure
      before.each { |name, value| Hotframe.config.public_send("#{name}=", value) }
      Hotframe::Compilers.reset
    end

    # What the project's previews are told meanwhile.
    def told(project = self.project)
      stream = AppPreviewChannel.broadcasting_for(project)
      before = ActionCable.server.pubsub.broadcasts(stream).size
      yield
      ActionCable.server.pubsub.broadcasts(stream).drop(before).map { |text| ::JSON.parse(text) }
    end
  end
end
