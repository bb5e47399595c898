package dev.coterie.cli;

import dev.coterie.domain.CoterieException.BadUsage;
import picocli.CommandLine.Command;

/** Stands in the help for what the launcher does by itself: it takes what the build made. */
@Command(
    name = "dist",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an archive with its own runtime: no Java is needed where it is unpacked, but the same",
      "system and processor. What follows: --out FILE (default: coterie-dist.tar.gz)."
    },
    footer = {
      "",
      "Examples:",
      "  ./coterie dist",
      "  ./coterie dist --out coterie.tar.gz && tar -xzf coterie.tar.gz -C /opt"
    })
final class DistCommand implements Runnable {
  @Override
  public void run() {
    throw new BadUsage(
        "an archive is made in a checkout, with ./coterie dist; this program was started without it.");
  }
}
