# frozen_string_literal: true

# Every folder of examples/apps becomes an app of ada's, and grace gets a counter of her own. Running it again changes nothing.
# The order is fixed: 1 is ada's counter, 2 her shop, 3 grace's counter.

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

others = examples.children.select { |folder| folder.join("index.html").file? }.sort
others.each { |folder| seed.call(folder, folder.basename.to_s.capitalize, "ada") }
