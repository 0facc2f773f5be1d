import { answersAsBareDoes } from '../equal-answers.js';
import { startCommon } from './common.server.js';

describe('the common way', () => answersAsBareDoes('common', startCommon));
