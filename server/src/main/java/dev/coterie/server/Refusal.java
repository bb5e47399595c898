package dev.coterie.server;

/** A request that is not answered, with what the caller can do about it. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfter;

  /**
   * A refusal.
   *
   * @param status of HTTP
   * @param detail what is wrong, for people
   */
  Refusal(int status, String detail) {
    this(status, detail, 0);
  }

  /**
   * A refusal of what may work later.
   *
   * @param retryAfter seconds, 0 for no advice
   */
  Refusal(int status, String detail, int retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  int retryAfter() {
    return retryAfter;
  }

  static Refusal bad(String detail) {
    return new Refusal(400, detail);
  }

  static Refusal missing(String what, String id) {
    String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
    return new Refusal(404, "there is no " + what + " '" + shown + "'");
  }
}
