package dev.coterie.cli;

import dev.coterie.domain.CoterieException.BadUsage;
import picocli.CommandLine.Command;

/** Stands in the help for what the launcher does by itself: the test suite needs Maven. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Runs the whole test suite. What follows is given to Maven.",
    footer = {
      "",
      "Examples:",
      "  ./coterie verify                                  everything, in a checkout",
      "  ./coterie verify -pl numeric                      one module",
      "",
      "Browser tests need Chromium at /usr/bin/chromium."
    })
final class VerifyCommand implements Runnable {
  @Override
  public void run() {
    throw new BadUsage(
        "the tests run in a checkout, with ./coterie verify; this program was started without it.");
  }
}
