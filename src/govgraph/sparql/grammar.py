"""The grammar of SPARQL 1.1 queries, as far as places need it.

Written after the W3C's EBNF (SPARQL 1.1 Query Language, section 19.8), over tokens. It is a
little wider than the standard: operators have no precedence, a template takes property paths.
The engine refuses what is too wide. A rule's label is what messages call it.
"""

from __future__ import annotations

GRAMMAR = """
Query = Prologue (Select | Construct | Describe | Ask) Values? end
Prologue = ('BASE' iri | 'PREFIX' prefix iri)*
Select = SelectClause Where Modifiers
SelectClause = 'SELECT' ('DISTINCT' | 'REDUCED')? ('*' | Projected+)
Projected "a variable" = var | '(' Expression 'AS' var ')'
Construct = 'CONSTRUCT' (Template Where Modifiers | 'WHERE' Template Modifiers)
Template = '{' Triples? '}'
Describe = 'DESCRIBE' ('*' | (var | Iri)+) Where? Modifiers
Ask = 'ASK' Where Modifiers
Where = 'WHERE'? Group
Modifiers = GroupBy? Having? OrderBy? Slice?
GroupBy = 'GROUP' 'BY' Grouped+
Grouped "what to group by" = var | Call | '(' Expression ('AS' var)? ')'
Having = 'HAVING' Constraint+
OrderBy = 'ORDER' 'BY' Ordered+
Ordered "what to order by" = ('ASC' | 'DESC') Bracketed | var | Constraint
Slice = Limit Offset? | Offset Limit?
Limit = 'LIMIT' integer
Offset = 'OFFSET' integer
Group = '{' (SubSelect | Body) '}'
SubSelect = SelectClause Where Modifiers Values?
Body = Triples? (Clause '.'? Triples?)*
Clause "a clause (OPTIONAL, FILTER …)" = Union | Optional | Minus | Graph | Filter | Bind
  | Values
Union = Group ('UNION' Group)*
Optional = 'OPTIONAL' Group
Minus = 'MINUS' Group
Graph = 'GRAPH' (var | Iri) Group
Filter = 'FILTER' Constraint
Bind = 'BIND' '(' Expression 'AS' var ')'
Values = 'VALUES' (var '{' Value* '}' | '(' var* ')' '{' Row* '}')
Row = '(' Value* ')'
Value "a value" = Iri | Literal | 'UNDEF'
Triples = Statement ('.' Statement)* '.'?
Statement "a triple pattern" = Term Properties | (Collection | Blank) Properties?
Properties = Property (';' Property?)*
Property = Verb Object (',' Object)*
Verb "a predicate" = var | Path
Object "an object" = Term | Collection | Blank
Collection = '(' Object+ ')'
Blank = '[' Properties ']'
Path = Sequence ('|' Sequence)*
Sequence = Step ('/' Step)*
Step = '^'? (Iri | 'a' | '!' Negated | '(' Path ')') ('?' | '*' | '+')?
Negated = Away | '(' (Away ('|' Away)*)? ')'
Away = '^'? (Iri | 'a')
Term = var | Iri | Literal | blank | '(' ')' | '[' ']'
Literal = string (language | '^^' Iri)? | ('+' | '-')? (integer | number) | 'TRUE' | 'FALSE'
Iri "an IRI" = iri | name | prefix
Constraint "a condition in brackets" = Bracketed | Call
Bracketed = '(' Expression ')'
Expression "an expression" = Operand (Operator Operand | 'NOT'? 'IN' Arguments)*
Operator "an operator" = '||' | '&&' | '=' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/'
Operand "an expression" = ('!' | '+' | '-')* (Bracketed | Call | Iri | Literal | var)
Arguments = '(' (Expression (',' Expression)*)? ')'
Call "a function" = 'NOT'? 'EXISTS' Group | Count | Joined | Aggregate | Bound | Builtin | Custom
Count = 'COUNT' '(' 'DISTINCT'? ('*' | Expression) ')'
Joined = 'GROUP_CONCAT' '(' 'DISTINCT'? Expression (';' 'SEPARATOR' '=' string)? ')'
Aggregate = ('SUM' | 'MIN' | 'MAX' | 'AVG' | 'SAMPLE') '(' 'DISTINCT'? Expression ')'
Bound = 'BOUND' '(' var ')'
Custom = Iri '(' 'DISTINCT'? (Expression (',' Expression)*)? ')'
Builtin = builtin Arguments
"""

# How many arguments the built-in functions take: least, most (- for any number), names.
FUNCTIONS = """
0 0 NOW RAND STRUUID UUID
1 1 ABS CEIL DATATYPE DAY ENCODE_FOR_URI FLOOR HOURS IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI
1 1 LANG LCASE MD5 MINUTES MONTH ROUND SECONDS SHA1 SHA256 SHA384 SHA512 STR STRLEN TIMEZONE TZ
1 1 UCASE URI YEAR
2 2 CONTAINS LANGMATCHES SAMETERM STRAFTER STRBEFORE STRDT STRENDS STRLANG STRSTARTS
3 3 IF
0 1 BNODE
2 3 REGEX SUBSTR
3 4 REPLACE
0 - CONCAT
1 - COALESCE
"""
ARGUMENTS = {
    name: (int(least), None if most == "-" else int(most))
    for least, most, *names in map(str.split, FUNCTIONS.strip().splitlines())
    for name in names
}
