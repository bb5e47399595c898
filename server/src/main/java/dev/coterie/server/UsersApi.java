package dev.coterie.server;

import dev.coterie.live.Export;
import dev.coterie.live.LiveSegments;
import dev.coterie.live.answer.AsOf;
import dev.coterie.live.answer.Listed;
import dev.coterie.live.answer.Serving;
import dev.coterie.live.answer.UserView;
import dev.coterie.live.answer.Wish;
import dev.coterie.live.people.Everyone.Scored;
import dev.coterie.live.people.People.Known;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** Users: their lists, what is known of them, and how they are forgotten. */
@RestController
@Tag(name = "Users")
final class UsersApi {
  private final LiveSegments live;

  UsersApi(LiveSegments live) {
    this.live = live;
  }

  /**
   * A list.
   *
   * @param recommendationId to which later events can refer
   * @param userId null of somebody who is not kept
   * @param coldStart whether nothing is known of the user that can be placed, so that the list is
   *     what many go for
   * @param segmentId of the user; of one of whom nothing is known the most usual one
   */
  record Recommendations(
      String recommendationId,
      @Nullable String userId,
      boolean coldStart,
      String segmentId,
      List<Listed> items,
      AsOf asOf) {
    static Recommendations of(String id, Serving serving, Known user, List<Listed> items) {
      return new Recommendations(
          id,
          user.userId().isEmpty() ? null : user.userId(),
          user.isStranger(),
          serving.segmentId(user),
          items,
          serving.asOf(user));
    }
  }

  record SimilarUsers(String userId, List<Scored> users, AsOf asOf) {}

  @GetMapping("/v1/users/{id}/recommendations")
  @Operation(summary = "A user's list, with reasons")
  @Nullable Recommendations recommendations(
      @PathVariable String id,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(defaultValue = "") List<String> exclude,
      WebRequest web) {
    Wish wish =
        Web.checked(
            limit, n -> new Wish(n, offset, Optional.ofNullable(category), new HashSet<>(exclude)));
    Serving serving = live.serving();
    Known user = serving.people().of(id);
    String tag = Tags.of(serving, user, limit, offset, String.valueOf(category), exclude);
    return web.checkNotModified(Tags.etag(tag))
        ? null
        : Recommendations.of(tag, serving, user, serving.list(user, wish));
  }

  @GetMapping("/v1/users/{id}")
  @Operation(summary = "A user's segment, memberships, interests and behaviour, and why")
  @Nullable UserView user(@PathVariable String id, WebRequest web) {
    Serving serving = live.serving();
    Known user = known(serving, id);
    return web.checkNotModified(Tags.etag(Tags.of(serving, user))) ? null : serving.user(user);
  }

  private static Known known(Serving serving, String id) {
    if (!serving.people().knows(id)) {
      throw Refusal.missing("user", id);
    }
    return serving.people().of(id);
  }

  @GetMapping("/v1/users/{id}/similar")
  @Operation(summary = "Users with the nearest interest")
  SimilarUsers similar(@PathVariable String id, @RequestParam(defaultValue = "10") int limit) {
    Web.within("limit", limit, 1, Wish.MOST);
    Serving serving = live.serving();
    Known user = known(serving, id);
    return new SimilarUsers(id, serving.similarUsers(user, limit), serving.asOf(user));
  }

  @GetMapping("/v1/users/{id}/export")
  @Operation(summary = "Everything that is held of a user")
  Export export(@PathVariable String id) {
    known(live.serving(), id);
    return live.export(id);
  }

  /**
   * What became of a user who is to be forgotten.
   *
   * @param events deleted from the store
   * @param remains what is still somewhere, and until when
   */
  record Erased(String userId, boolean known, int events, String remains) {}

  @DeleteMapping("/v1/users/{id}")
  @Operation(
      summary = "Forget a user",
      description =
          "Deletes the user's events and leaves the user out of every answer at once. What was"
              + " learned from them together with others is learned anew at the next fit.")
  Erased erase(@PathVariable String id) {
    LiveSegments.Erasure erasure = live.erase(id);
    return new Erased(
        id,
        erasure.known(),
        erasure.events(),
        "files of snapshots that were fitted with the user's events hold them, which no reader"
            + " shows, until they are replaced; POST /v1/fits makes one without them. Backups that"
            + " were made before are yours: restore them with --erased");
  }
}
