/**
 * Renders the chat templates that checkpoints ship, which are Jinja programs, as transformers does:
 * {@code ImmutableSandboxedEnvironment} of Jinja 3.1 with {@code trim_blocks}, {@code lstrip_blocks}, loop controls, the
 * {@code generation} tag and transformers' {@code tojson}.
 *
 * <p>An interpreter of our own, since nothing else will do: on 95 published templates in four conversations each, Jinjava
 * renders a third as the reference does, the JavaScript library nine tenths and needs a JavaScript engine, and neither
 * can say which part of the prompt the template wrote and which a person, without which control tokens can be forged.
 * Jinja's language is small; what has to be exact is Python's meaning of values, which no library for Java has.
 *
 * <p>{@code Lexer} cuts a source into tokens, {@code StatementParser} and {@code ExpressionParser} make {@code Statement}
 * and {@code Expression} of them, {@code Executor} and {@code Evaluator} carry these out over {@code Value}s. Every string
 * is a {@code Text}, which knows the origin of each of its characters. Filters, tests and methods are {@code Builtin}s in
 * registries. A {@code Meter} counts what a rendering uses up: templates are untrusted, see nothing but the values they are
 * given, and always come to an end.
 *
 * <p>Left out, since no chat template has a use for them: inheritance and inclusion ({@code extends}, {@code block},
 * {@code include}, {@code import}), {@code print}, {@code autoescape} and {@code Markup}, the functions {@code lipsum}, {@code cycler}
 * and {@code joiner}, and the filters and methods that lay out pages, such as {@code urlize}, {@code batch} and
 * {@code expandtabs}.
 */
@NullMarked
package io.cloister.inference.template;

import org.jspecify.annotations.NullMarked;
