package io.cloister.inference.template;

/**
 * A text among the variables for which the caller vouches, so that it counts as the template's own.
 *
 * <p>Meant for special tokens and for roles taken from a fixed set: some templates build their control tokens from the
 * role, as in {@code '<|' + message['role'] + '|>'}. Never for anything that a person or a model wrote.
 */
public record TrustedText(String text) {}
