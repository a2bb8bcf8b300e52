# frozen_string_literal: true

# The example apps that run on the demo's own npm packages. Running it again changes nothing.
# The order is fixed: 1 is Ada's counter, 2 her shop, 3 Grace's counter.

examples = Rails.root.join("../apps").cleanpath

seed = lambda do |folder, name, owner|
  next if App.exists?(name:, owner:)

  App.transaction do
    app = App.create!(name:, owner:)
    folder.glob("**/*", File::FNM_DOTMATCH).select(&:file?).each do |file|
      path = file.relative_path_from(folder).to_s
      next if path.start_with?("node_modules/", "dist/")

      app.files.create!(path:, content: file.binread)
    end
  end
end

seed.call(examples.join("counter"), "Counter", "ada")
seed.call(examples.join("shop"), "Shop", "ada")
seed.call(examples.join("counter"), "Counter", "grace")
