package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads text and tags into statements. */
final class StatementParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final AssignmentParser assignments;
    private final MacroParser macros;
    private int loops;

    private StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.targets = new TargetParser(tokens);
        this.assignments = new AssignmentParser(tokens, expressions, targets, this);
        this.macros = new MacroParser(tokens, expressions, this);
    }

    static List<Statement> parse(String source, TemplateLimits limits) throws TemplateException {
        if (source.length() > limits.templateCharacters()) {
            throw new TemplateException(1, "longer than " + limits.templateCharacters() + " characters");
        }
        var tokens = new TokenStream(Lexer.tokens(source), limits.nesting());
        return new StatementParser(tokens).statements(Set.of());
    }

    /** The body of a block, whose opening tag is all but closed, and the closing tag with it. */
    List<Statement> body(String end) throws TemplateException {
        List<Statement> body = body(Set.of(end));
        tokens.next();
        return body;
    }

    /** The body of a macro: a loop around it is none for what is in it. */
    List<Statement> macroBody(String end) throws TemplateException {
        int outer = loops;
        loops = 0;
        List<Statement> body = body(end);
        loops = outer;
        return body;
    }

    /** The body up to one of the words, which comes next then. */
    private List<Statement> body(Set<String> ends) throws TemplateException {
        tokens.skip(":");
        tokens.expect(Token.Kind.BLOCK_END);
        tokens.enter();
        List<Statement> body = statements(ends);
        tokens.leave();
        return body;
    }

    private List<Statement> statements(Set<String> ends) throws TemplateException {
        var statements = new ArrayList<Statement>();
        while (!tokens.sees(Token.Kind.END)) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Data(Text.ofTemplate(token.text())));
                case PRINT_BEGIN -> {
                    statements.add(new Statement.Print(token.line(), expressions.tuple(true)));
                    tokens.expect(Token.Kind.PRINT_END);
                }
                default -> {
                    if (tokens.sees(Token.Kind.NAME)
                            && ends.contains(tokens.peek().text())) {
                        return List.copyOf(statements);
                    }
                    statements.add(statement());
                    tokens.expect(Token.Kind.BLOCK_END);
                }
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected("'{% " + ends.stream().sorted().toList().getLast() + " %}'");
        }
        return List.copyOf(statements);
    }

    private Statement statement() throws TemplateException {
        int line = tokens.line();
        String tag = tokens.name();
        return switch (tag) {
            case "if" -> condition();
            case "for" -> loop(line);
            case "set" -> assignments.set(line);
            case "macro" -> new Statement.MacroDefinition(macros.definition(line));
            case "call" -> macros.callBlock(line);
            case "filter" -> {
                Expression captured = new Expression.Name(line, Statement.CAPTURED);
                Expression filtered =
                        expressions.operands().filters(expressions.operands().filter(captured));
                yield new Statement.FilterBlock(line, filtered, body("endfilter"));
            }
            case "with" -> assignments.with(line);
            case "generation" -> new Statement.With(line, List.of(), body("endgeneration"));
            case "break", "continue" -> jump(tag);
            default -> throw new TemplateException(line, "unknown tag '" + tag + "'");
        };
    }

    private Statement condition() throws TemplateException {
        var branches = new ArrayList<Statement.Branch>();
        List<Statement> otherwise = List.of();
        String tag = "elif";
        while (tag.equals("elif")) {
            int line = tokens.line();
            Expression test = expressions.tuple(false);
            branches.add(new Statement.Branch(line, test, body(Set.of("elif", "else", "endif"))));
            tag = tokens.name();
        }
        if (tag.equals("else")) {
            otherwise = body("endif");
        }
        return new Statement.If(List.copyOf(branches), otherwise);
    }

    private Statement loop(int line) throws TemplateException {
        Target target = targets.declared();
        tokens.expectName("in");
        Expression iterable = expressions.tuple(false, "recursive");
        Expression condition = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        loops++;
        List<Statement> body = body(Set.of("endfor", "else"));
        loops--;
        List<Statement> otherwise = tokens.name().equals("else") ? body("endfor") : List.of();
        return new Statement.For(line, target, iterable, condition, recursive, body, otherwise);
    }

    private Statement jump(String tag) throws TemplateException {
        if (loops == 0) {
            throw tokens.fail("'" + tag + "' outside of a loop");
        }
        return tag.equals("break") ? new Statement.Break() : new Statement.Continue();
    }
}
