package dev.coterie.pipeline.report;

import dev.coterie.domain.EventKind;
import dev.coterie.domain.Recommendation.Reason;
import java.text.NumberFormat;
import java.util.Collection;

/** Puts the reason of a recommendation into words, to the user whom it is for. */
public final class ReasonText {
  private final Messages messages;
  private final NumberFormat whole;
  private final String act;

  /**
   * @param kinds names of the event kinds that the data has: where people only buy and search,
   *     items were bought, else chosen
   */
  public ReasonText(ReportLanguage language, Collection<String> kinds) {
    this.messages = Messages.in(language);
    this.whole = NumberFormat.getIntegerInstance(language.locale());
    this.act = onlyPurchases(kinds) ? "bought" : "chosen";
  }

  private static boolean onlyPurchases(Collection<String> kinds) {
    return kinds.contains(EventKind.PURCHASE.name())
        && kinds.stream()
            .allMatch(
                kind ->
                    kind.equals(EventKind.PURCHASE.name()) || kind.equals(EventKind.SEARCH.name()));
  }

  /**
   * A reason in words, such as {@code bought by 61 % of your segment}.
   *
   * @param name title of the item that the reason points to, blank where it has none
   */
  public String words(Reason reason, String name) {
    return switch (reason) {
      case Reason.PopularInSegment popular ->
          messages.text("reason.segment." + act, percent(popular.share()));
      case Reason.LikeItem like -> about("like." + act, name);
      case Reason.SimilarText similar -> about("text", name);
      case Reason.NearestUsers nearest -> counted("nearest." + act, nearest.users());
      case Reason.PopularNow popular -> counted("now." + act, popular.users());
    };
  }

  /** That a user belongs to a segment, and how much. */
  public String member(String segment, double membership) {
    return messages.text("reason.member", segment, percent(membership));
  }

  /** That a user is like another. */
  public String likeUser(String user) {
    return messages.text("reason.like-user", user);
  }

  private String about(String key, String name) {
    return name.isBlank()
        ? messages.text("reason." + key + ".unnamed")
        : messages.text("reason." + key, name.strip());
  }

  private String counted(String key, int users) {
    return messages.text("reason." + key + (users == 1 ? ".one" : ""), whole.format(users));
  }

  private String percent(double share) {
    double percent = 100 * share;
    return percent > 0 && percent < 1
        ? messages.text("percent.below", messages.text("percent", "1"))
        : messages.text("percent", whole.format(Math.round(percent)));
  }
}
