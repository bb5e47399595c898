/**
 * Chat models, asked for lists of short records and never believed: what comes back is checked,
 * asked for once more where it is wrong, and else refused. Entry: {@link
 * dev.coterie.language.chat.ChatDesk}, over any {@link dev.coterie.language.chat.Chat}. It must not
 * know what is asked for.
 */
@NullMarked
package dev.coterie.language.chat;

import org.jspecify.annotations.NullMarked;
