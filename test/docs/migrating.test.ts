import {expect, test} from 'vitest'
import {effectOf} from '../../src/model/effect.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {fences, page} from './page.ts'
