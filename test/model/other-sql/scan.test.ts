import {expect, test} from 'vitest'
import {scan} from '../../../src/model/other-sql/scan.ts'

const texts = (script: string, system: 'mysql' | 'sqlite') => {
  const {statements, problem} = scan(script, system)
  return problem ? problem.message : statements.map(({start, end}) => script.slice(start, end))
}

test.each([
  ['select 1; select 2', ['select 1', 'select 2']],
  [`select ';'; select "a;b", \`c;d\``, [`select ';'`, `select "a;b", \`c;d\``]],
  [`select 'it\\'s; one'; select 2`, [`select 'it\\'s; one'`, 'select 2']],
  [`select 'it''s'; # a ' here ; and\nselect 2 -- b ' ;`, [`select 'it''s'`, 'select 2']],
  ['select 1--1; select 2', ['select 1--1', 'select 2']],
  ['/* a ; */ select 1 /* b */;;', ['select 1']],
  ['', []],
  ['select 1 /*! ; drop table t */', 'a comment that the server would carry out is not read'],
  ['select /*+ SET_VAR(sql_mode="") */ 1', 'a comment that the server would carry out is not read'],
  [`select 'open`, "what `'` begins never ends"],
  ['select 1 /* open', 'a comment never ends'],
  ['select 1\\G', 'a backslash outside of a string is for a client alone'],
  ['DELIMITER //', '`DELIMITER` is for the client `mysql`'],
  [
    "create definer = 'a b'@'%' trigger x before insert on t for each row set @a = 1",
    'the body of a routine or trigger may hold `;`: it is not taken apart',
  ],
  ['begin not atomic commit', 'a compound statement may hold `;`: it is not taken apart'],
])('MySQL: %j', (script, expected) => expect(texts(script, 'mysql')).toEqual(expected))

test.each([
  [`select 'a\\'; select 2`, [`select 'a\\'`, 'select 2']],
  ['select [a;b]; select "c;d" --e;\n', ['select [a;b]', 'select "c;d"']],
  ['.tables', 'a command that begins with a dot is for the client `sqlite3`'],
  [
    'create temp trigger x after insert on t begin select 1; end',
    'the body of a routine or trigger may hold `;`: it is not taken apart',
  ],
])('SQLite: %j', (script, expected) => expect(texts(script, 'sqlite')).toEqual(expected))

test('what stands in quotes and comments is no code, and a quoted name is a word that may be called', () => {
  expect(scan("select `evil`(1), 'drop' /* x */", 'mysql').code).toBe("select xxxxxx(1), 'xxxx'        ")
})
