import ts from 'typescript';

/**
 * Names that a rolled-up declaration file declares and does not export, in the order of the file. It holds nothing that is not
 * used, so that a user meets each in a signature and cannot write it. What only a class extends does not count: users name
 * the class.
 */
export function unexportedNames(text: string): string[] {
  const { statements } = ts.createSourceFile('rolled-up.d.ts', text, ts.ScriptTarget.Latest);
  const named = new Set(statements.flatMap((each) => [...exportedBy(each), ...extendedBy(each)]));
  return statements.flatMap(declaredBy).filter((name) => !named.has(name));
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => textOf(name));
  const declares =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return declares ? [textOf(statement.name)] : [];
}

/** Under the names that they have inside the file. */
function exportedBy(statement: ts.Statement): string[] {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
  if (!ts.isNamedExports(statement.exportClause)) return [];
  return statement.exportClause.elements.map(({ name, propertyName = name }) => propertyName.text);
}

function extendedBy(statement: ts.Statement): string[] {
  if (!ts.isClassDeclaration(statement)) return [];
  return (statement.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => textOf(expression)),
  );
}

function textOf(name: ts.Node | undefined): string {
  return name && ts.isIdentifier(name) ? name.text : '';
}
