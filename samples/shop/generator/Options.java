import java.nio.file.Path;

/** What the command line says. */
record Options(Path folder, long seed, int users, int interests, double monolingual) {
  static final String USAGE =
      """
      Usage: java GenerateShop.java FOLDER [--seed N] [--users N] [--interests N] [--monolingual P]
        --seed N         another seed, another shop (default 2026)
        --users N        number of users, at least 1 (default 4000)
        --interests N    the first N of the ten planted interests, at least 2 (default 10)
        --monolingual P  share of the users who keep to one language, 0 to 1 (default 0.33)\
      """;

  Options {
    require(users >= 1, "--users " + users + ": at least 1");
    require(interests >= 2, "--interests " + interests + ": at least 2");
    require(monolingual >= 0 && monolingual <= 1, "--monolingual " + monolingual + ": from 0 to 1");
  }

  static Options parse(String[] args) {
    require(args.length > 0 && !args[0].startsWith("-"), "The folder to write to comes first");
    require(args.length % 2 == 1, "No value for " + args[args.length - 1]);
    Options options = new Options(Path.of(args[0]), 2026, 4000, 10, 0.33);
    for (int i = 1; i < args.length; i += 2) {
      try {
        options = options.with(args[i], args[i + 1]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(args[i] + " " + args[i + 1] + ": not a number", e);
      }
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--seed" -> new Options(folder, Long.parseLong(value), users, interests, monolingual);
      case "--users" -> new Options(folder, seed, Integer.parseInt(value), interests, monolingual);
      case "--interests" -> new Options(folder, seed, users, Integer.parseInt(value), monolingual);
      case "--monolingual" ->
          new Options(folder, seed, users, interests, Double.parseDouble(value));
      default -> throw new IllegalArgumentException("No such option: " + name);
    };
  }

  private static void require(boolean good, String message) {
    if (!good) {
      throw new IllegalArgumentException(message);
    }
  }
}
