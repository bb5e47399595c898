package dev.coterie.domain;

import java.util.Optional;

/**
 * Who belongs to a segment that a team gave.
 *
 * @param id of the segment
 * @param minimum least cosine to its centre; empty where likeness does not matter
 * @param where SQL condition over behaviour features; empty where behaviour does not matter
 */
public record GivenRule(String id, Optional<Double> minimum, Optional<String> where) {}
