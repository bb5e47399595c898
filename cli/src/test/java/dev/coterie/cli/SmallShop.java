package dev.coterie.cli;

import dev.coterie.numeric.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A shop of three interests, each user in one, written as files. */
record SmallShop(Path events, Path items) {
  private static final String[][] WORDS = {
    {"espresso machine", "coffee grinder", "milk frother", "filter paper", "coffee beans"},
    {"running shoes", "trail vest", "sports watch", "running socks", "energy gel"},
    {"garden trowel", "tomato seeds", "plant pot", "pruning shears", "potting soil"}
  };
  private static final String[] MAKES = {"Northwind", "Larkspur", "Redmoor", "Halden"};
  private static final int ITEMS = WORDS[0].length * MAKES.length;
  private static final int EVENTS = 14;

  /** Writes {@code events.csv} and {@code items.csv}; user {@code u0007} has interest 7 % 3. */
  static SmallShop write(Path folder, int users) throws IOException {
    SplittableRandom random = Seeds.stream(7, "small shop");
    StringBuilder items = new StringBuilder("item_id,title,category,make\n");
    for (int interest = 0; interest < WORDS.length; interest++) {
      for (int i = 0; i < ITEMS; i++) {
        String make = MAKES[i % MAKES.length];
        String title = make + " " + WORDS[interest][i / MAKES.length];
        items.append("i%d-%02d,%s,c%d,%s%n".formatted(interest, i, title, interest, make));
      }
    }
    StringBuilder events = new StringBuilder("user_id,event_type,item_id,query,timestamp\n");
    for (int u = 0; u < users; u++) {
      events.append(eventsOf("u%04d".formatted(u), u % WORDS.length, random));
    }
    return new SmallShop(
        Files.writeString(folder.resolve("events.csv"), events),
        Files.writeString(folder.resolve("items.csv"), items));
  }

  /** Rows of one user without a header. */
  static String eventsOf(String user, int interest, SplittableRandom random) {
    StringBuilder rows = new StringBuilder();
    for (int e = 0; e < EVENTS; e++) {
      String time = "2026-0%d-%02d 10:%02d:00".formatted(1 + e % 4, 1 + random.nextInt(28), e);
      if (e == 5) {
        String query = WORDS[interest][random.nextInt(WORDS[0].length)];
        rows.append("%s,search,,%s,%s%n".formatted(user, query, time));
      } else {
        String kind = e % 5 == 0 ? "purchase" : "view";
        int item = random.nextInt(ITEMS);
        rows.append("%s,%s,i%d-%02d,,%s%n".formatted(user, kind, interest, item, time));
      }
    }
    return rows.toString();
  }
}
