# frozen_string_literal: true

require_relative "rails_helper"
require "rails/generators/test_case"
require "generators/hotframe/install/install_generator"
require "generators/hotframe/uninstall/uninstall_generator"

class InstallGeneratorTest < Rails::Generators::TestCase
  tests Hotframe::Generators::InstallGenerator
  destination File.join(Dummy::FOLDER, "generated")

  ROUTES = "Rails.application.routes.draw do\n  root \"home#show\"\nend\n"
  MODEL = "class App < ApplicationRecord\n  has_many :app_files\nend\n"

  setup do
    prepare_destination
    write "config/routes.rb", ROUTES
    write "app/models/app.rb", MODEL
    write "config/importmap.rb", %(pin "application"\n)
  end

  def write(path, text)
    file = File.join(destination_root, path)
    FileUtils.mkdir_p(File.dirname(file))
    File.write(file, text)
  end

  def tree
    files = Dir.glob("**/*", base: destination_root).select { |path| File.file?(File.join(destination_root, path)) }
    files.to_h { |path| [path, File.read(File.join(destination_root, path))] }
  end

  test "everything that an app needs, and it is Ruby" do
    run_generator
    assert_file "config/initializers/hotframe.rb", /config.app_model = "App"/
    assert_file "app/channels/app_preview_channel.rb", /include Hotframe::PreviewChannel/
    assert_file "config/routes.rb", %r{draw do\n.*\n  hotframe_previews\n  mount Hotframe::Engine => "/hotframe"\n\n  root}
    assert_file "app/models/app.rb", /class App < ApplicationRecord\n  include Hotframe::Previewable\n/
    assert_file "app/javascript/controllers/hmr_controller.js", /extends Controller/
    assert_file "app/views/hotframe/_preview.html.erb", /hotframe_preview_frame/
    assert_file "test/channels/app_preview_channel_test.rb"
    assert_file "config/importmap.rb", %r{@rails/actioncable}
    assert_migration "db/migrate/add_hotframe.rb", /add_index :app_files, %i\[app_id path\]/
    tree.each { |path, text| assert RubyVM::InstructionSequence.compile(text), path if path.end_with?(".rb") }
  end

  test "running it again changes nothing" do
    run_generator
    before = tree
    run_generator
    assert_equal before, tree
  end

  test "what is skipped is left alone" do
    before = tree
    run_generator %w[--skip-initializer --skip-channel --skip-migration --skip-routes --skip-stimulus --skip-view --skip-spec --skip-model]
    assert_equal before, tree
  end

  test "a channel of one's own keeps all it has" do
    own = "class AppPreviewChannel < ApplicationCable::Channel\n  def update_file(data) = super\nend\n"
    write "app/channels/app_preview_channel.rb", own
    run_generator
    assert_file "app/channels/app_preview_channel.rb", own.sub("\n", "\n  include Hotframe::PreviewChannel\n\n")
  end

  test "a bundler's index registers the controller, one that loads the folder does not" do
    FileUtils.rm(File.join(destination_root, "config/importmap.rb"))
    write "package.json", "{}"
    write "app/javascript/controllers/index.js", %(import { application } from "./application"\n)
    output = run_generator
    assert_match(%r{npm install @hotwired/stimulus @rails/actioncable}, output)
    assert_file "app/javascript/controllers/index.js", /register\("hmr", HmrController\)/
    before = tree
    run_generator
    assert_equal before, tree
  end

  test "sprockets links the folder, propshaft needs nothing" do
    write "app/assets/config/manifest.js", "//= link_tree ../images\n"
    run_generator
    assert_file "app/assets/config/manifest.js", %r{link_tree \.\./\.\./javascript \.js}
  end

  test "specs where the app has specs" do
    FileUtils.mkdir_p(File.join(destination_root, "spec"))
    run_generator
    assert_file "spec/channels/app_preview_channel_spec.rb", /type: :channel/
    assert_no_file "test/channels/app_preview_channel_test.rb"
  end

  test "the migration runs, up and down, twice" do
    run_generator %w[--app-model=Project]
    file = Dir[File.join(destination_root, "db/migrate/*_add_hotframe.rb")].first
    load file
    migration = AddHotframe.new
    2.times { ActiveRecord::Migration.suppress_messages { migration.migrate(:up) } }
    assert Project.connection.column_exists?(:projects, :hmr_enabled)
  ensure
    %i[hmr_enabled last_hot_reload_at].each { |name| Project.connection.remove_column(:projects, name, if_exists: true) }
    Project.reset_column_information
  end

  test "uninstalling leaves what was there before" do
    before = tree
    run_generator
    Dir.chdir(destination_root) do
      capture(:stdout) { Hotframe::Generators::UninstallGenerator.start([], destination_root:) }
    end
    after = tree
    migrations = after.keys.grep(%r{\Adb/migrate/})
    assert_equal before.except("config/importmap.rb"), after.except("config/importmap.rb", *migrations)
    assert_equal 2, migrations.size
  end
end
