package dev.coterie.pipeline.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column means. Each role knows the usual names of such a column, the most telling first;
 * case, blanks and punctuation do not count.
 */
public enum Role {
  USER(
      "userid, user, uid, customerid, customer, clientid, client, visitorid, visitor, memberid,"
          + " accountid, personid, buyerid, reviewerid, readerid, studentid, learnerid, 用户id, 用户"),
  ITEM(
      "itemid, item, iid, productid, product, sku, stockcode, articleid, article, movieid, bookid,"
          + " contentid, newsid, videoid, songid, trackid, courseid, asin, parentasin, objectid,"
          + " postid, adid, 商品id, 商品"),
  KIND(
      "kind, eventtype, eventname, event, action, actiontype, behavior, behaviour, behaviortype,"
          + " interactiontype, interaction, feedbacktype, activity, type, 行为"),
  QUERY("query, searchquery, searchterm, searchkeyword, searchtext, keyword, keywords, q"),
  TIME(
      "time, timestamp, eventtime, ts, datetime, date, createdat, created, occurredat, unixtime,"
          + " invoicedate, orderdate, eventdate, 时间"),
  VALUE("value, score"),
  RATING("rating, stars, overall, 评分"),
  EVENT_ID("eventid"),
  TITLE(
      "title, name, itemname, itemtitle, productname, producttitle, movietitle, booktitle, headline, 标题"),
  DESCRIPTION("description, summary, abstract, overview, body, content, 描述"),
  CATEGORIES(
      "categories, category, genres, genre, categoryname, topics, topic, department, class, 类别"),
  TAGS("tags, tag, keywords, labels, 标签"),
  LANGUAGE("language, lang, locale"),
  QUANTITY("quantity, qty, units"),
  PRICE("price, unitprice"),
  BASKET("basket, basketid, orderid, invoiceno, invoice, transactionid"),
  TEXT("text, reviewtext, review, comment"),
  /** Of a row a user: the list or the number of what was viewed. */
  VIEWS(
      "browsinghistory, browsehistory, browsed, views, viewed, clicks, clicked, history,"
          + " browsecount, viewcount, clickcount"),
  /** Of a row a user: the list or the number of searches. */
  SEARCHES("searchkeywords, searchhistory, searches, queries, searchcount"),
  /** Of a row a user: the list or the number of what was bought. */
  PURCHASES(
      "purchasebehavior, purchasebehaviour, purchasehistory, purchases, purchased, bought, orders,"
          + " purchasefrequency, purchasecount, ordercount");

  private final String usualNames;

  Role(String usualNames) {
    this.usualNames = usualNames;
  }

  List<String> usualNames() {
    return List.of(usualNames.split(",\\s*", -1));
  }

  /** As written in options: {@code event_id}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that label, case ignored. */
  public static Optional<Role> of(String label) {
    for (Role role : values()) {
      if (role.label().equals(label.strip().toLowerCase(Locale.ROOT))) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  boolean isNumber() {
    return this == VALUE || this == RATING || this == QUANTITY || this == PRICE;
  }

  /** Whether its values are names, for which {@code 17850.0} is {@code 17850}. */
  boolean isId() {
    return this == USER || this == ITEM || this == KIND || this == BASKET || this == EVENT_ID;
  }

  /** A column name reduced to what is compared with the usual names. */
  static String simplified(String columnName) {
    StringBuilder letters = new StringBuilder();
    AtomicColumn.name(columnName)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
