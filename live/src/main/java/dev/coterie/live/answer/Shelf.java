package dev.coterie.live.answer;

import dev.coterie.domain.Item;
import dev.coterie.live.people.Catalogue;
import dev.coterie.live.people.Catalogue.NewItem;
import dev.coterie.numeric.Matrix;
import dev.coterie.pipeline.answer.Answers;
import dev.coterie.pipeline.recommend.ListRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What lists are made of: the items of the snapshot, then those that are new, and the rules over
 * them, until the catalogue changes or the time changes what is valid.
 *
 * @param version of the catalogue
 * @param until milliseconds since 1970 UTC
 * @param fresh the new items, which are numbered after those of the snapshot
 */
record Shelf(long version, long until, List<Item> items, List<NewItem> fresh, ListRules rules) {
  /** Where columns of the catalogue say when an item is valid, so often they are looked at. */
  private static final long LOOKED_AT = 10_000;

  static Shelf of(Answers answers, Catalogue catalogue, long now) {
    long version = catalogue.version();
    List<NewItem> fresh = catalogue.fresh(now);
    List<Item> items = new ArrayList<>(catalogue.items());
    BitSet offered = catalogue.eligible(now);
    offered.set(items.size(), items.size() + fresh.size());
    fresh.forEach(item -> items.add(item.live().item()));
    ListRules rules =
        ListRules.of(
            items, offered, answers.configuration().recommend(), now, vectors(answers, fresh));
    long until = rules.isTimed() ? now + LOOKED_AT : Long.MAX_VALUE;
    return new Shelf(version, Math.min(until, catalogue.nextChange(now)), items, fresh, rules);
  }

  private static Matrix vectors(Answers answers, List<NewItem> fresh) {
    Matrix fitted = answers.fitted().itemVectors();
    if (fresh.isEmpty() || answers.configuration().recommend().diversity() == 0) {
      return fitted;
    }
    Matrix all = Matrix.zeros(fitted.rows() + fresh.size(), fitted.columns());
    System.arraycopy(fitted.data(), 0, all.data(), 0, fitted.rows() * fitted.columns());
    for (int i = 0; i < fresh.size(); i++) {
      all.setRow(fitted.rows() + i, fresh.get(i).vector());
    }
    return all;
  }

  boolean holds(Catalogue catalogue, long now) {
    return version == catalogue.version() && now < until;
  }
}
