package dev.coterie.pipeline.audience;

import dev.coterie.domain.Count;
import java.util.List;

/** What an audience is sought for. */
public sealed interface Target {
  /** In words, as the result is titled. */
  String words();

  /** The users of a segment or subsegment, the surest first. */
  record InSegment(String id) implements Target {
    @Override
    public String words() {
      return "segment " + id;
    }
  }

  /** Users who are likely to go for one item. */
  record ForItem(String id) implements Target {
    @Override
    public String words() {
      return "item " + id;
    }
  }

  /**
   * Users who are likely to go for an item that the fit did not know, by those that it is near to.
   *
   * @param near ids of items that the fit knew, at least one
   */
  record ForNewItem(String id, List<String> near) implements Target {
    public ForNewItem {
      near = List.copyOf(near);
    }

    @Override
    public String words() {
      return "item " + id;
    }
  }

  /**
   * Users who are likely to go for one of the items with a value in a field.
   *
   * @param field {@code category}, {@code tag}, {@code language}, or a further column of the
   *     catalogue
   */
  record ForAttribute(String field, String value) implements Target {
    @Override
    public String words() {
      return field + " = " + value;
    }
  }

  /** Users who are likely to go for one of the items whose text is nearest to a sentence. */
  record ForText(String text) implements Target {
    @Override
    public String words() {
      return "“" + text + "”";
    }
  }

  /** Users whose interests are like those of some others. */
  record LikeUsers(List<String> users) implements Target {
    public LikeUsers {
      users = List.copyOf(users);
    }

    @Override
    public String words() {
      return "like " + Count.of(users.size(), "user");
    }
  }
}
