/**
 * The folder of a server as one file, and again as a folder. Entry: {@link
 * dev.coterie.live.backup.Backup}. It must not know what is in a snapshot but for who was erased,
 * nor how it is served.
 */
@NullMarked
package dev.coterie.live.backup;

import org.jspecify.annotations.NullMarked;
