/**
 * What the users of a group go for, and the nearest users within it. Entry: {@link
 * dev.coterie.recommend.group.GroupBestSellers}. It must not know how groups are made.
 */
@NullMarked
package dev.coterie.recommend.group;

import org.jspecify.annotations.NullMarked;
