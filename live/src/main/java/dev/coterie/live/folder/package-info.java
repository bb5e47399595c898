/**
 * The folder in which a server keeps everything: the store, snapshots, and which of them is served.
 * Entry: {@link dev.coterie.live.folder.DataFolder}. It must not know what is in a snapshot.
 */
@NullMarked
package dev.coterie.live.folder;

import org.jspecify.annotations.NullMarked;
